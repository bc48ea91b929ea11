# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# network_brian.py FOLDER   makes the network that `network_bench write` left in FOLDER with Brian 2, as a program of
# its own (C++ standalone) in FOLDER/program, and writes what made it into FOLDER/about.txt.
import sys

import numpy
import brian2
from brian2 import second, volt

folder = sys.argv[1]
constants = {}
with open(folder + "/constants.txt") as lines:
    for line in lines:
        name, value = line.split()
        constants[name] = float(value)
initial = numpy.loadtxt(folder + "/initial.txt")
synapses = numpy.loadtxt(folder + "/synapses.txt", ndmin=2)
events = numpy.loadtxt(folder + "/events.txt", ndmin=2).reshape(-1, 2)

brian2.set_device("cpp_standalone", build_on_run=False)
brian2.prefs.devices.cpp_standalone.openmp_threads = 0  # one processor
dt = constants["dt_s"] * second
brian2.defaultclock.dt = dt
names = dict(
    tau=constants["tau_s"] * second,
    synapse_tau=constants["synapse_tau_s"] * second,
    rest=constants["rest_v"] * volt,
    threshold=constants["threshold_v"] * volt,
    at_reset=constants["reset_v"] * volt,
)
neurons = brian2.NeuronGroup(
    int(constants["neurons"]),
    """dv/dt = (rest - v + g) / tau : volt (unless refractory)
       dg/dt = -g / synapse_tau : volt""",
    threshold="v > threshold" if constants["above"] else "v >= threshold",
    reset="v = at_reset",
    refractory=constants["refractory_s"] * second,
    method="exact",
    namespace=names,
)
neurons.v = initial * volt
inputs = brian2.SpikeGeneratorGroup(
    max(int(constants["inputs"]), 1), events[:, 0].astype(int), events[:, 1] * dt
)
made = [neurons, inputs]
# Brian's delay 0 acts in the next step: a tick of a core.
for from_neuron, source in ((0, inputs), (1, neurons)):
    own = synapses[synapses[:, 0] == from_neuron]
    if len(own) == 0:
        continue
    connected = brian2.Synapses(source, neurons, "w : volt", on_pre="g_post += w")
    connected.connect(i=own[:, 1].astype(int), j=own[:, 2].astype(int))
    connected.w = own[:, 3] * volt
    connected.delay = numpy.maximum(own[:, 4] - 1, 0) * dt
    made.append(connected)
made.append(brian2.SpikeMonitor(neurons, record=False))
network = brian2.Network(made)
network.run(constants["ticks"] * dt)
brian2.device.build(directory=folder + "/program", compile=True, run=False)
with open(folder + "/about.txt", "w") as about:
    about.write("Brian %s, C++ standalone\n" % brian2.__version__)

lif_neuron.v
lif_fire.v
lif_neuron_serial.v
lif_neuron_pipelined.v
lif_neuron_shift.v

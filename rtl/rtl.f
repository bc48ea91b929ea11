lif_neuron.v

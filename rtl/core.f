lif_core.v
lif_core_config.v
lif_core_synapse.v
lif_core_neuron.v
lif_core_memory.v
lif_ram.v
lif_ram_single.v

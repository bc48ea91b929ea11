#include "lif_main.hpp"
int lif::network_command(int, char **) { return 0; }

#include "lif_main.hpp"
int lif::peripheral_command(int, char **) { return 0; }

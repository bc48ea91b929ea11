lif_reset.v
lif_uart_rx.v
lif_uart_tx.v
lif_core_serial.v
lif_core_top.v

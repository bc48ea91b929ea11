-- SPDX-FileCopyrightText: 2026 The lifcosim authors
-- SPDX-License-Identifier: Apache-2.0
--
-- tb_operators gives each line of inputs.txt to operators for a clock, and prints its outputs.

library ieee;
use ieee.std_logic_1164.all;
use ieee.numeric_std.all;
use std.textio.all;

entity tb_operators is
end entity;

architecture bench of tb_operators is
  signal clk, c  : std_logic := '0';
  signal rst     : std_logic := '1';
  signal a, b, d : signed(15 downto 0) := x"0001";
  signal u, w, e : unsigned(15 downto 0) := x"0001";
  signal n       : unsigned(3 downto 0) := x"0";
  signal spike   : std_logic;
  signal v       : signed(15 downto 0);
  signal more    : signed(191 downto 0);
  signal y       : std_logic_vector(32 * @COUNT@ - 1 downto 0);
begin
  dut : entity work.operators
    generic map (THETA => @THETA@, RISING => @RISING@)
    port map (clk, rst, c, a, b, d, u, w, e, n, spike, v, more, y);

  process
    file inputs    : text open read_mode is "inputs.txt";
    variable given, told : line;
    variable word  : std_logic_vector(15 downto 0);
    variable digit : std_logic_vector(3 downto 0);
  begin
    while not endfile(inputs) loop
      readline(inputs, given);
      hread(given, word); a <= signed(word);
      hread(given, word); b <= signed(word);
      hread(given, word); d <= signed(word);
      hread(given, word); u <= unsigned(word);
      hread(given, word); w <= unsigned(word);
      hread(given, word); e <= unsigned(word);
      hread(given, digit); n <= unsigned(digit);
      hread(given, digit); c <= digit(0);
      wait for 1 ns;
      clk <= '1';
      wait for 1 ns;
      hwrite(told, std_logic_vector'("000" & spike));
      write(told, ' ');
      hwrite(told, std_logic_vector(v));
      write(told, ' ');
      hwrite(told, std_logic_vector(more));
      for i in @COUNT@ - 1 downto 0 loop
        write(told, ' ');
        hwrite(told, y(32 * i + 31 downto 32 * i));
      end loop;
      writeline(output, told);
      clk <= '0';
      rst <= '0';
      wait for 1 ns;
    end loop;
    wait;
  end process;
end architecture;

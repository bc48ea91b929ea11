-- SPDX-FileCopyrightText: 2026 The lifcosim authors
-- SPDX-License-Identifier: Apache-2.0
--
-- operators is a neuron that computes each line of operators.txt beside its step, for test_vhdl.sh
-- (which fills in COUNT and the lines), and keeps state of each kind of VHDL.

library ieee;
use ieee.std_logic_1164.all;
use ieee.numeric_std.all;
use ieee.fixed_pkg.to_sfixed;
use ieee.fixed_pkg.to_slv;
use ieee.fixed_pkg.resize;
use ieee.fixed_pkg.sfixed;
use ieee.fixed_pkg."*";
use ieee.fixed_pkg."sra";

entity operators is
  generic (THETA : integer := 300; RISING : boolean := false);
  port (
    clk, rst, c : in  std_logic;
    a, b, d     : in  signed(15 downto 0);
    u, w, e     : in  unsigned(15 downto 0);
    n           : in  unsigned(3 downto 0);
    spike       : out std_logic;
    v           : out signed(15 downto 0);
    more        : out signed(191 downto 0);
    y           : out std_logic_vector(32 * @COUNT@ - 1 downto 0)
  );
end entity;

architecture rtl of operators is
  type pair is record
    word : signed(15 downto 0);
    flag : boolean;
  end record;
  type memory is array (0 to 7) of signed(15 downto 0);
  type phase is (idle, leak, hold);
  signal potential : signed(15 downto 0);
  signal started   : signed(15 downto 0) := to_signed(-77, 16);
  signal kept      : pair := (x"0003", true);
  signal line      : memory := (others => x"0005");
  signal counted   : integer range -100 to 100 := -5;
  signal turn      : phase := leak;
  signal selected  : signed(15 downto 0) := x"0000";
  signal by_gate, by_port, by_number, by_less : signed(15 downto 0);
  signal fed       : memory := (x"0001", x"FFFF", others => x"0007");

  function number(x : boolean) return signed is
  begin
    if x then
      return to_signed(1, 32);
    end if;
    return to_signed(0, 32);
  end function;

  function leaking(x : signed; s : natural) return signed is
  begin
    return x - shift_right(x, s);
  end function;
begin
  process (clk)
  begin
    if rising_edge(clk) then
      if rst = '1' then
        potential <= (others => '0');
        spike     <= '0';
      else
        spike     <= '0';
        potential <= potential - shift_right(potential, 3) + a(15 downto 4);
        if potential - shift_right(potential, 3) + a(15 downto 4) >= THETA then
          spike     <= '1';
          potential <= (others => '0');
        end if;
      end if;
    end if;
  end process;

  process (clk)
  begin
    if rising_edge(clk) then
      started   <= started + a;
      kept.flag <= a > b;
      if kept.flag /= RISING then
        kept.word <= kept.word + 1;
      end if;
      line(to_integer(n(2 downto 0))) <= line(to_integer(u(2 downto 0))) + a;
      fed(0) <= a;
      for i in 1 to 7 loop
        fed(i) <= fed(i - 1);
      end loop;
      if counted = 100 then
        counted <= -100;
      else
        counted <= counted + 1;
      end if;
      case turn is
        when idle => turn <= leak;
        when leak =>
          if c = '1' then
            turn <= hold;
          end if;
        when others => turn <= idle;
      end case;
      case n is
        when x"0" => selected <= a;
        when x"1" | x"7" => selected <= b + 1;
        when x"2" => selected <= selected - 1;
        when others => null;
      end case;
    end if;
  end process;

  v    <= potential;
  more <= started & kept.word & line(to_integer(w(2 downto 0))) & to_signed(counted, 16) &
          to_signed(phase'pos(turn), 16) & fed(7) & fed(6) & selected &
          by_gate & by_port & by_number & by_less;
  with n select by_gate <= a when x"0", b when x"1", a - b when others;
  with n select by_port <= a when x"0", b - 1 when x"1", a + 2 when x"2", b when others;
  with n select by_number <= a when x"0", b when x"1", a + 2 when x"2", x"7FFE" when others;
  with n select by_less <= a when x"0", b when x"1", to_signed(-5, 16) when others;
  -- @LINES@
end architecture;

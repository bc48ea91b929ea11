-- SPDX-FileCopyrightText: 2026 The lifcosim authors
-- SPDX-License-Identifier: Apache-2.0
--
-- vhdl_neuron is a signed integer neuron in VHDL-2008. The membrane rests at 0 and fires at 1024; a
-- part of it leaks each step by an arithmetic shift, rounded down. Its reset is active high, it takes
-- a step on every clock with step = '1' and holds three steps.
-- DEFECT 1  the leak shifts zeros into a negative membrane, which then does not come back to rest

library ieee;
use ieee.std_logic_1164.all;
use ieee.numeric_std.all;

entity vhdl_neuron is
  generic (
    LEAK   : natural := 4;
    DEFECT : natural := 0
  );
  port (
    clk     : in  std_logic;
    rst     : in  std_logic;
    step    : in  std_logic;
    current : in  signed(11 downto 0);
    spike   : out std_logic;
    v       : out signed(15 downto 0)
  );
end entity;

architecture rtl of vhdl_neuron is
  signal potential : signed(15 downto 0);
  signal rest      : unsigned(1 downto 0);

  function leaks(x : signed) return signed is
  begin
    if DEFECT = 1 then
      return signed(shift_right(unsigned(x), LEAK));
    end if;
    return shift_right(x, LEAK);
  end function;
begin
  process (clk)
    variable following : signed(15 downto 0);
  begin
    if rising_edge(clk) then
      if rst = '1' then
        potential <= (others => '0');
        rest      <= (others => '0');
        spike     <= '0';
      elsif step = '1' then
        following := potential - leaks(potential) + current;
        spike     <= '0';
        if rest /= 0 then
          rest <= rest - 1;
        elsif following >= 1024 then
          spike     <= '1';
          potential <= (others => '0');
          rest      <= to_unsigned(3, 2);
        else
          potential <= following;
        end if;
      end if;
    end if;
  end process;

  v <= potential;
end architecture;

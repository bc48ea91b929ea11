#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# A neuron in VHDL is built through GHDL. What GHDL converts wrongly is mended, and then the conversion
# answers as GHDL's own simulation of the source, or it is refused at its place.
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh
source testbenches/cli/program.sh
source "$root/testbenches/cli/neurons.sh"

foreign=$root/testbenches/foreign
here=$root/testbenches/vhdl
holds() { jq -e "$@" >"$tap_folder/jq"; } # the standard output is the test's own

export LIFCOSIM_DUT_DIR=$tap_folder/work/dut
mkdir "$LIFCOSIM_DUT_DIR" library
seed=${SEED:-20261130}
echo "# SEED=$seed, $(ghdl --version | head -n 1)"

# ---- the example, sound and defective ----

run "$program" build "$foreign/vhdl_neuron.yaml"
check 'sound: built' is "$status:$err" 0:
alike vhdl_neuron 0 "$foreign/scenarios/vhdl_neuron.yaml"
run "$program" run --json r.json "$foreign/scenarios/vhdl_neuron.yaml"
check 'sound: passes' is "$status" 0
check 'sound: exact, over spikes' holds '.results[0] | .levels.exact.verdict == "pass" and
    .levels.lif.verdict == "pass" and (.spikes.dut | length) > 20' r.json
run "$program" build --set name=defective --set parameters.DEFECT=1 "$foreign/vhdl_neuron.yaml"
check 'defective: built, by its generic' is "$status:$err" 0:
run "$program" run --dut defective "$foreign/scenarios/vhdl_neuron.yaml"
check 'defective: fails' is "$status" 1
check 'defective: where' has "$out" 'first         exact: step 42 membrane'

# ---- every operator: the conversion against GHDL's simulation ----

count=$(grep -vc '^#' "$here/operators.txt")
grep -v '^#' "$here/operators.txt" | awk '{
    printf "  y(%d downto %d) <= std_logic_vector(signed%c(%s));\n", 32 * NR - 1, 32 * NR - 32, 39, $0 }' >lines
sed -e "s/@COUNT@/$count/" -e '/@LINES@/ {' -e 'r lines' -e 'd' -e '}' "$here/operators.vhd" >operators.vhd
cp "$here/operators.yaml" .
awk -v seed="$seed" '
    function word(n) { n = rand() < 0.25 ? int(rand() * 8) + 1 : 9
        return n == 9 ? int(rand() * 65536) : 0 + ends[n] }
    function some(n) { n = word(); return n ? n : 3 }
    BEGIN { srand(seed); split("0 1 65535 32768 32767 65520 16 32769", ends)
        for (i = 0; i < 500; i++)
            printf "%04X %04X %04X %04X %04X %04X %X %X\n", word(), word(), some(), word(), word(), some(),
                int(rand() * 16), int(rand() * 2) }' >inputs.txt

# compared NAME THETA RISING START   builds operators and simulates both; prints the lines of
# operators.txt, or the output, that differ
compared() {
    sed "s/@COUNT@/$count/; s/@THETA@/$2/; s/@RISING@/$3/" "$here/tb_operators.vhd" >tb_operators.vhd
    ghdl -a --std=08 --workdir=library operators.vhd tb_operators.vhd || return
    ghdl -r --std=08 --workdir=library tb_operators 2>simulation.log | grep '^[01] ' >simulated || return
    iverilog -g2005 -DCOUNT="$count" -o "$1.vvp" "$here/tb_operators.v" \
        "$LIFCOSIM_DUT_DIR/$1.foreign/vhdl_operators.v" || return
    vvp "$1.vvp" | tr a-fx A-FX >converted
    paste -d '\n' simulated converted | awk -v count="$count" '
        NR % 2 { n = split($0, want); next }
        { split($0, got); for (i = 1; i <= n; i++) if (want[i] != got[i] && !told[i]++)
            print (i > 3 ? "line " count + 4 - i : "output " i), want[i], got[i], "clock", NR / 2 }'
}
run "$program" build operators.yaml
check 'operators: built' is "$status:$err" 0:
run compared operators 300 false
check "operators: $count expressions and the registers answer as in VHDL" is "$status:$out" 0:
check 'operators: all clocks were simulated' is "$(wc -l <simulated):$(wc -l <converted)" 500:500
run "$program" build --set name=generics --set parameters.THETA=77 --set parameters.RISING=true \
    --set 'equations=input i: s16 = a
state v: s16
z: s16 = v - (v >> 3) + (i >> 4)
fire = z >= 77
v'"'"' = fire ? 0 : z
output spike @1 = fire
output v @1 = v'"'" operators.yaml
check 'generics: built' is "$status:$err" 0:
run compared generics 77 true
check 'generics: an integer and a boolean one arrive' is "$status:$out" 0:

# Without the mending, the same comparison sees a remainder, which GHDL 2.0 and 5.0 both get wrong.
mkdir "$LIFCOSIM_DUT_DIR/raw.foreign"
cp "$LIFCOSIM_DUT_DIR/operators.foreign/ghdl_operators" raw.v
grep -Ev '^  [^ ]+ <= .* (when .* else|abs)|<= std_logic_vector\(abs' raw.v >"$LIFCOSIM_DUT_DIR/raw.foreign/vhdl_operators.v"
run compared raw 300 false
remainder=$(grep -v '^#' "$here/operators.txt" | grep -Fnx 'resize(a rem d, 32)')
check 'the comparison sees an unmended remainder' has "$out" "line ${remainder%%:*} "

# ---- what is refused, at its place ----

cat >head.vhd <<'V'
library ieee;
use ieee.std_logic_1164.all;
use ieee.numeric_std.all;

entity little is
  generic (THETA : integer := 300);
  port (clk, rst : in std_logic; i : in signed(7 downto 0); n : in unsigned(3 downto 0);
        spike : out std_logic; v : out signed(11 downto 0));
end entity;

architecture rtl of little is
  signal potential, following, kept : signed(11 downto 0);
  signal twice : signed(23 downto 0);
begin
  v <= potential;
V
cat >tail.vhd <<'V'
  process (clk)
  begin
    if rising_edge(clk) then
      spike <= '0';
      if rst = '1' or following >= 200 then
        potential <= (others => '0');
        spike <= not rst;
      else
        potential <= following;
      end if;
    end if;
  end process;
end architecture;
V
cat >little.yaml <<'Y'
name: little
sources: [little.vhd]
top: little
clock: clk
reset: {port: rst, active: high}
step: every-clock
tie: {n: 0}
membrane: {state: v, one: 200}
drives: {i: current}
equations: |
  input i: s8
  state v: s12
  z: s12 = v - (v >> 4) + i
  fire = z >= 200
  v' = fire ? 0 : z
  output spike @1 = fire
  output v @1 = v'
Y
cat >noise.yaml <<'S'
name: noise
step: 0.5 ms
steps: 500
neuron:
  method: euler
  resistance: 10 MOhm
  time_constant: 8 ms
  rest: -70 mV
  threshold: -50 mV
stimulus:
  - noise: {mean: 2 nA, deviation: 3 nA, correlation_time: 4 ms, seed: 1}
S
# little BODY   writes the neuron with these lines from line 16 on, and builds it
little() {
    { cat head.vhd && printf '%s\n' "$1" && cat tail.vhd; } >little.vhd
    run "$program" build --replace little.yaml
}
# refused NAME COLUMN WORDS BODY
refused() {
    little "$4"
    check "$1: status" is "$status" 2
    check "$1: entity, file, line and column" has "$err" \
        "little.yaml:2:10: sources: entity little: $PWD/little.vhd:16:$2: $3"
}
sound='following <= potential - shift_right(potential, 4) + i;'
little "$sound"
check 'little: built' is "$status:$err" 0:
refused 'a resize that shortens' 14 'resize to fewer bits keeps the sign' \
    'following <= resize(twice, 12); twice <= resize(potential, 24) - shift_right(potential, 4) + i;'
refused 'a resize that shortens, by its whole name' 31 'resize to fewer bits keeps the sign' \
    'following <= ieee.numeric_std.resize(twice, 12); twice <= resize(potential, 24) + i;'
little 'following <= twice(11 downto 0); twice <= resize(potential, 24) - shift_right(potential, 4) + i;'
check 'the remedy: the low bits by name' is "$status:$err" 0:
refused 'a number minus a word' 18 'GHDL subtracts this the other way round' 'following <= 300 - potential;'
refused 'a generic minus a word' 20 'GHDL subtracts this the other way round' 'following <= THETA - potential;'
little 'following <= to_signed(THETA, potential'"'"'length) - potential;'
check 'the remedy: the integer as a word' is "$status:$err" 0:
little 'following <= potential + (i - THETA);'
check 'a word minus a generic is right' is "$status:$err" 0:
{ cat head.vhd && printf '%s\n' 'following <= potential + kept;' && cat tail.vhd; } >little.vhd
run "$program" build --replace little.yaml
check 'a signal without a driver: status' is "$status" 2
check 'a signal without a driver: its place' has "$err" "entity little: $PWD/little.vhd:12:"
check 'a signal without a driver: said' has "$err" 'this signal has no driver'
latch='process (all) begin if n = 1 then kept <= potential; end if; end process; following <= kept + i;'
little "$latch"
check 'a latch: refused' is "$status" 2
check 'a latch: entity and file' has "$err" "entity little: "
choice='process (all) begin case n is when x"1" => following <= potential + i; when others => following <= potential - shift_right(potential, 4) + i; end case; end process;'
little "$choice"
check 'a case: built, with all branches' is "$status:$err" 0:
run "$program" run --dut little --json r.json noise.yaml
check 'a case: exact, by its branch others' holds '.results[0] | .levels.exact.mismatches == 0 and (.spikes.dut | length) > 5' r.json
wide='signal wide : signed(39 downto 0); begin process (all) begin case n is when x"1" => wide <= resize(i, 40); when x"2" => wide <= resize(potential, 40); when others => wide <= (39 downto 30 => '"'1'"', others => '"'0'"'); end case; end process; following <= potential + wide(30 downto 19);'
{ sed '/^begin/,$d' head.vhd && echo "$wide" && echo 'v <= potential;' && cat tail.vhd; } >little.vhd
run "$program" build --replace little.yaml
if [[ $(ghdl --version) == 'GHDL 2.'* ]]; then
    check 'a case whose branch others cannot be got back: refused' is "$status" 2
    check 'that case: entity, file, line' has "$err" "entity little: $PWD/little.vhd:14:62: GHDL 2.0 loses the branch"
else
    check 'a case of which GHDL keeps all branches: built' is "$status:$err" 0:
fi
little 'file names : integer_file;'
check 'a file: refused' is "$status" 2
check 'a file: its place' has "$err" "little.yaml:2:11: sources.0: $PWD/little.vhd:16 declares a file"

# ---- messages ----

refused_by_ghdl() {
    check "$1: status" is "$status" 2
    check "$1: entity, and GHDL's place" has "$err" "entity little: GHDL does not accept it: $PWD/little.vhd:16:"
}
little 'following <= potential +;'
refused_by_ghdl 'a syntax error'
little 'following <= nothing;'
refused_by_ghdl 'a name that is not declared'
: >little.vhd
run "$program" build --replace little.yaml
check 'an empty source: refused' is "$status" 2
check 'an empty source: said' has "$err" "little.yaml:2:11: sources.0: $PWD/little.vhd is empty; write the entity into it"
little "$sound"
run "$program" build --replace --set top=LITTLE little.yaml
check 'the top in other letters: status' is "$status" 2
check 'the top in other letters: remedy' has "$err" 'top: the entity is declared as little; write it so'
run "$program" build --replace --set parameters.WIDTH=3 little.yaml
check 'a generic that is not there: status' is "$status" 2
check 'a generic that is not there: entity' has "$err" 'entity little: GHDL does not accept it: '
check 'a generic that is not there: its name' has "${err,,}" 'generic "width"'
run env GHDL=/nowhere/ghdl "$program" build --replace little.yaml
check 'GHDL is missing: status' is "$status" 3
check 'GHDL is missing: remedy' has "$err" 'scripts/setup.sh vhdl installs it'
check 'the goal vhdl has it' has "$(sed -n "/^goals=/,/^'/p" "$root/scripts/setup.sh")" $'\nvhdl      ghdl\n'
mkdir other && cp little.vhd little.yaml other
run "$program" build other/little.yaml
check 'another manifest of that name: refused' is "$status" 2
check 'another manifest of that name: said' has "$err" "circuit little is there already, and came from $PWD/little.yaml"
cp little.vhd twin.vhd
run "$program" build --set 'sources=[twin.vhd]' little.yaml
check 'another VHDL source of that name: refused' has "$err" 'with other sources'
sed -i 's/little.vhd/..\/little.vhd/; s/^name: .*/name: outside/' other/little.yaml
run "$program" build other/little.yaml
check 'a VHDL source outside: refused' has "$err" "outside of the manifest's folder; put it there"
check 'nothing but the folder of the circuits is written' is "$(find . -name 'work*.cf' | grep -cv '^./library/')" 0

# ---- VHDL and Verilog in one design ----

cat >part.vhd <<'V'
library ieee;
use ieee.std_logic_1164.all;
use ieee.numeric_std.all;

entity part is
  port (x : in signed(11 downto 0); y : out signed(11 downto 0));
end entity;

architecture rtl of part is
begin
  y <= x - shift_right(x, 4);
end architecture;
V
cat >whole.v <<'V'
module little (
  input clk, input rst, input signed [7:0] i, input [3:0] n, output reg spike,
  output reg signed [11:0] v
);
  wire signed [11:0] stays;
  part u_part (.x(v), .y(stays));
  wire signed [11:0] z = stays + i;
  always @(posedge clk)
    if (rst) {spike, v} <= 0;
    else begin
      spike <= z >= 200;
      v     <= z >= 200 ? 0 : z;
    end
endmodule
V
cat >part.v <<'V'
module part (input signed [11:0] x, output signed [11:0] y);
  assign y = x - (x >>> 4);
endmodule
V
# exact NAME SOURCES   builds and runs the neuron of these sources
exact() {
    run "$program" build --replace --set "sources=$2" little.yaml
    check "$1: built" is "$status:$err" 0:
    run "$program" run --json r.json --dut little noise.yaml
    check "$1: exact" holds '.results[0] | .levels.exact.mismatches == 0 and (.spikes.dut | length) > 5' r.json
}
exact 'Verilog over VHDL' '[whole.v, part.vhd]'
component='component part is port (x : in signed(11 downto 0); y : out signed(11 downto 0)); end component;'
{ sed "s/^begin/  $component\n&/" head.vhd && echo '  p : part port map (potential, kept); following <= kept + i;' && cat tail.vhd; } >little.vhd
exact 'VHDL over Verilog' '[little.vhd, part.v]'
exact 'VHDL over VHDL' '[part.vhd, little.vhd]'

tap_done

; SPDX-FileCopyrightText: 2026 The lifcosim authors
; SPDX-License-Identifier: Apache-2.0
;
; The product K*(U-X) in integers, for every width: half = 2^(StateWidth-1), one = 2^LeakFraction.
; It lies between 0 and (U-X)*2^LeakFraction, and it fits StateWidth + LeakFraction + 1 signed bits,
; so the circuit's word of that width holds it exactly. unsat: there is no counterexample.
; Part (b) of the split in rtl/lif_properties.vh. The seeded fault allows a leak of one + 1.
(declare-const half Int)
(declare-const one Int)
(declare-const membrane Int)
(declare-const drive Int)
(declare-const leak Int)
(define-fun difference () Int (- drive membrane))
(define-fun product () Int (* leak difference))
(assert (and (>= half 1) (>= one 1)))
(assert (and (<= (- half) membrane) (< membrane half)))
(assert (and (<= (- half) drive) (< drive half)))
(assert (and (<= 0 leak) (<= leak one)))
(assert (not (and
  (=> (>= difference 0) (and (<= 0 product) (<= product (* difference one))))
  (=> (< difference 0) (and (<= product 0) (<= (* difference one) product)))
  (<= (- (* 2 half one)) product)
  (< product (* 2 half one)))))
(check-sat)

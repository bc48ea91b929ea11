// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// Some engines know assertions alone: there a cover is reached where the assertion that it never is
// fails.

(* techmap_celltype = "$cover" *)
module cover_as_assert (input A, input EN);
  \$assert _TECHMAP_REPLACE_ (.A(!A), .EN(EN));
endmodule

# METADATA
# title: What is denied before a network policy is asked
# description: >-
#   Administrators' policies may deny what a network policy lets through, and policies that are not understood may
#   do so. See docs/subjects.md.
# scope: package
package bulkhead.lib.kubernetes.denied

import data.bulkhead.lib.unknown as unknown_value

# METADATA
# description: >-
#   A rule that lets all traffic of these kinds (toPods, ...) through does so for one of them, as far as is known.
# scope: document
opens(kinds) if {
	some kind in kinds
	not _settled(kind)
}

_settled(kind) if input.facts.denied[kind] == true

_settled(kind) if unknown_value.is_unknown(input.facts.denied[kind])

# METADATA
# description: >-
#   Why it is not known whether it does, as elements of an unknown rule. Empty where it does so for sure, or for none.
# scope: document
unclear(kinds, path) := {remark |
	not opens(kinds)
	some kind in kinds
	remark := unknown_value.verdict(path, input.facts.denied[kind])
}

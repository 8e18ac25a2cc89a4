# METADATA
# title: What is not known
# description: Values that could not be read, or that this kind of target cannot hold. See docs/subjects.md.
# scope: package
package bulkhead.lib.unknown

# METADATA
# description: The value stands for something that is not known. Undefined for absent values.
# scope: document
is_unknown(value) if value.unknown in {"unread", "not-in-input"}

# METADATA
# description: >-
#   An element of a control's unknown rule, for a value that is not known, at the path where the answer would be.
# scope: document
verdict(path, value) := {"path": path, "message": value.why, "reason": value.unknown} if is_unknown(value)

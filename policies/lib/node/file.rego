# METADATA
# title: Files of a machine
# description: What a file's mode opens to others than its owner.
# scope: package
package bulkhead.lib.node.file

# METADATA
# description: >-
#   What the file's mode opens beyond what is allowed to its group and to others, two octal digits: the worst of it, as a message.
#   Undefined where the mode opens no more than that.
# scope: document
opens(allowed) := "lets others write it" if {
	_opens(allowed, 1, 2)
} else := "lets its group write it" if {
	_opens(allowed, 0, 2)
} else := "lets others read it" if {
	_opens(allowed, 1, 4)
} else := "lets its group read it" if {
	_opens(allowed, 0, 4)
}

# METADATA
# description: >-
#   Severity of what a file opens. To write is worse than to read, and the group, which is root's as a rule, less bad than others.
# scope: document
severity("lets others write it", _) := "high"

severity("lets its group write it", of_reading) := of_reading

severity("lets others read it", of_reading) := of_reading

severity("lets its group read it", _) := "low"

_opens(allowed, place, bit) if {
	_has(substring(input.file.mode, place + 2, 1), bit)
	not _has(substring(allowed, place, 1), bit)
}

_has(digit, bit) if bits.and(to_number(digit), bit) == bit

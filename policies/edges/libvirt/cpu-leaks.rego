# METADATA
# title: The CPU leaks what others do
# description: >-
#   Where the host's kernel calls its CPU vulnerable, or mitigations are switched off, a guest reads what runs
#   beside it by a side channel: the host, and so the other guests.
# scope: package
# custom:
#   subject: libvirt/domain
#   edge: {to: host, cost: hardware}
package bulkhead.edges.libvirt.cpu_leaks

import data.bulkhead.lib.cpu

deny contains {"path": cpu.path(name), "message": sprintf("runs on a CPU that the kernel calls vulnerable: %s", [name])} if {
	some name, text in cpu.answers
	_is_open(text)
}

unknown contains gap if {
	count(deny) == 0
	some gap in cpu.gaps
}

_is_open(text) if cpu.is_open(text)

_is_open(text) if cpu.is_open_between_threads(text)

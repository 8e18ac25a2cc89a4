# METADATA
# title: When qemu.conf is not known
# description: >-
#   Where a domain's XML leaves something open, the host's /etc/libvirt/qemu.conf decides it. A domain's file does not have
#   it, and a live host's only with a node target in the same run.
# scope: package
package bulkhead.lib.libvirt.qemu_conf

# METADATA
# description: Where and why qemu.conf is not known, for the unknown rule of a control. Undefined where it is known.
# scope: document
gap := {"path": ["machine"], "message": input.machine.why, "reason": input.machine.unknown} if {
	input.machine.unknown
} else := {
	"path": ["machine", "libvirt"],
	"message": input.machine.libvirt.why,
	"reason": input.machine.libvirt.unknown,
} if {
	input.machine.libvirt.unknown
} else := {
	"path": ["machine", "libvirt", "qemu.conf"],
	"message": input.machine.libvirt["qemu.conf"].why,
	"reason": input.machine.libvirt["qemu.conf"].unknown,
} if {
	input.machine.libvirt["qemu.conf"].unknown
}

# METADATA
# description: An element of an unknown rule that says first what hangs on qemu.conf.
# scope: document
unknown(message) := object.union(gap, {"message": concat(": ", [message, gap.message])})

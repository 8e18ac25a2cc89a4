# METADATA
# title: Running guests must take orders from libvirt alone
# description: >-
#   Who can reach QEMU's monitor or its debugger's port reads and writes the host's files as QEMU, and all of
#   the guest. libvirt's own monitor is a socket that nobody else can open. Another one comes from arguments
#   past libvirt. This is what the process that runs was started with. Only to find a fault, on a host for
#   tests.
# scope: package
# related_resources:
#   - ref: https://www.qemu.org/docs/master/system/security.html
#     description: What a QEMU monitor can do
#   - ref: https://man7.org/linux/man-pages/man5/proc_pid_status.5.html
#     description: What the kernel says of a process
# custom:
#   severity: high
#   subject: libvirt/process
#   wall: privilege
#   dimension: security
#   remediation: Remove -monitor, -qmp, -mon, -gdb and -s from the guest's own arguments, then stop and start it.
#   frameworks:
#     bsi-sys-1.5: [A16, A22]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-6, sc-39]
package bulkhead.libvirt.process_monitor_open

import data.bulkhead.lib.libvirt.address

deny contains object.union(
	{"path": ["process", "monitors", i, "transport"], "message": sprintf("takes orders from %s", [_who(monitor)])},
	_severity(monitor),
) if {
	some i, monitor in input.process.monitors
	not monitor.transport in {"null", "stdio", "vc"} # where nobody is
}

_who(monitor) := "everybody on the network" if {
	_on_network(monitor)
} else := "every user of the host" if {
	monitor.transport == "tcp"
} else := "others than libvirt"

_severity(monitor) := {"severity": "critical"} if {
	_on_network(monitor)
} else := {}

_on_network(monitor) if {
	monitor.transport == "tcp"
	not address.is_loopback(monitor.address)
}

# METADATA
# title: QEMU's own arguments open the host
# description: >-
#   Arguments and variables that bypass libvirt can hand the guest files, devices, monitors or code of the host.
# scope: package
# custom:
#   subject: libvirt/domain
#   edge: {to: host, cost: none}
package bulkhead.edges.libvirt.command_line

import data.bulkhead.libvirt.qemu_command_line

deny contains hit if {
	some hit in qemu_command_line.deny
	hit.severity == "critical"
}

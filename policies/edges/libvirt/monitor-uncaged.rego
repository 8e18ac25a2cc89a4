# METADATA
# title: Nothing whole cages the monitor
# description: >-
#   Where QEMU is root, has no enforced label of its own, no seccomp filter or no mount namespace, who breaks QEMU has no
#   second wall before the host. All must be in force; what cannot be seen counts as missing.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/drvqemu.html#driver-security-architecture
#     description: Security of the QEMU driver
# custom:
#   subject: libvirt/domain
#   edge: {from: vmm, to: host, cost: none}
package bulkhead.edges.libvirt.monitor_uncaged

import data.bulkhead.lib.libvirt.domain
import data.bulkhead.lib.libvirt.mac
import data.bulkhead.lib.libvirt.qemu_conf
import data.bulkhead.libvirt.domain_unconfined
import data.bulkhead.libvirt.emulator_as_root

deny contains hit if some hit in emulator_as_root.deny

deny contains hit if {
	domain.runs_in_qemu
	some hit in domain_unconfined.deny
}

deny contains {
	"path": ["host", "capabilities", "host", "secmodel"],
	"message": "runs on a host without mandatory access control",
} if {
	domain.runs_in_qemu
	count(mac.host_gaps) == 0
	count(mac.host_models) == 0
}

deny contains {
	"path": ["machine", "libvirt", "qemu.conf", "seccomp_sandbox"],
	"message": "runs QEMU without its seccomp sandbox",
} if {
	domain.runs_in_qemu
	input.machine.libvirt["qemu.conf"].seccomp_sandbox == "0"
}

deny contains {
	"path": ["machine", "libvirt", "qemu.conf", "namespaces"],
	"message": "runs QEMU in the host's own mount namespace",
} if {
	domain.runs_in_qemu
	input.machine.libvirt["qemu.conf"].namespaces == []
}

deny contains {
	"path": ["domain", "seclabel", i, "label"],
	"message": "has a label that its definition fixes, so that others may have it too",
} if {
	domain.runs_in_qemu
	some i, seclabel in input.domain.seclabel
	seclabel.type == "static"
	seclabel.model in mac.models
}

unknown contains gap if {
	domain.runs_in_qemu
	some gap in emulator_as_root.unknown
}

unknown contains gap if {
	domain.runs_in_qemu
	some gap in domain_unconfined.unknown
}

unknown contains qemu_conf.gap if domain.runs_in_qemu

notapplicable if not domain.runs_in_qemu

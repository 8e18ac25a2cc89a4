# METADATA
# title: The host must confine guests by mandatory access control
# description: >-
#   With SELinux or AppArmor, libvirt gives each guest's process a label or profile of its own, so that a guest that breaks out
#   of QEMU reaches neither the host's files nor other guests' disks. Without them there are only users and groups, and by
#   default all guests share one user. Hosts that run trusted guests of one owner alone can do without.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/drvqemu.html#selinux-security-confinement-of-qemu
#     description: sVirt in the QEMU driver
# custom:
#   severity: critical
#   subject: libvirt/host
#   wall: kernel
#   dimension: isolation
#   remediation: >-
#     Enable SELinux or AppArmor in the host's kernel, leave security_driver in qemu.conf unset, and restart libvirt and the
#     guests.
#   frameworks:
#     bsi-sys-1.5: [A16, A22]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-3, sc-39]
package bulkhead.libvirt.no_mandatory_access_control

import data.bulkhead.lib.libvirt.mac

deny contains {
	"path": ["host", "capabilities", "host", "secmodel"],
	"message": "confines its guests by neither SELinux nor AppArmor",
	"expected": "selinux or apparmor",
} if {
	not _other_hypervisor
	count(mac.host_models) == 0
}

notapplicable if _other_hypervisor

# Hypervisors of their own and the test driver have no guest processes that libvirt could confine.
_other_hypervisor if {
	count(_guest_types) > 0
	count(_guest_types & {"hvf", "kvm", "lxc", "qemu"}) == 0
}

_guest_types contains domain.type if {
	some guest in input.host.capabilities.guest
	some domain in guest.arch.domain
}

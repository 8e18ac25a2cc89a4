# METADATA
# title: KVM and passed-through devices must be closed to the users of their host
# description: >-
#   Who may open /dev/kvm or a vhost device talks to the kernel's code for guests, which has had flaws, without
#   being in any group for it; distributions differ in what they allow. Who may open a group of VFIO has the PCI
#   devices in it. Acceptable for /dev/kvm where users run guests of their own, as on a workstation.
# scope: package
# related_resources:
#   - ref: https://docs.kernel.org/virt/kvm/api.html
#     description: The API of KVM
# custom:
#   severity: low
#   subject: libvirt/daemon
#   wall: kernel
#   dimension: security
#   remediation: Give the device the mode 0660 and a group of its own by a rule of udev.
#   frameworks:
#     bsi-sys-1.5: [A22]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-3, ac-6]
package bulkhead.libvirt.device_open_to_users

import data.bulkhead.lib.libvirt.mode

deny contains {
	"path": ["machine", "libvirt", "files", i, "mode"],
	"message": "lets every user of the host use the kernel's devices for guests",
	"expected": "0660",
} if {
	some i, file in input.machine.libvirt.files
	file.what == "device"
	_open(file)
}

deny contains {
	"path": ["machine", "libvirt", "files", i, "mode"],
	"message": "lets every user of the host have a PCI device that is passed through",
	"expected": "0600",
	"severity": "high",
} if {
	some i, file in input.machine.libvirt.files
	file.what == "vfio"
	_open(file)
}

_open(file) if {
	file.shielded == false
	mode.others_write(file.mode)
}

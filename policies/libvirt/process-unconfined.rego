# METADATA
# title: Running guests must have a label that confines them
# description: >-
#   AppArmor and SELinux hold a QEMU by the label of its process. Unconfined, with a profile that only
#   complains, or with the label of the daemon that started it, a guest that broke out is held by file
#   permissions alone, which let it at other guests' images. This is what holds for the process that runs. Never
#   acceptable beside other guests.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/drvqemu.html#selinux-security-confinement-of-qemu
#     description: sVirt in the QEMU driver
#   - ref: https://man7.org/linux/man-pages/man5/proc_pid_status.5.html
#     description: What the kernel says of a process
# custom:
#   severity: critical
#   subject: libvirt/process
#   wall: kernel
#   dimension: isolation
#   remediation: >-
#     Remove seclabel of type none from the guest and security_driver = "none" from qemu.conf, put its profile to
#     enforce, then stop and start the guest.
#   frameworks:
#     bsi-sys-1.5: [A16, A22]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-6, sc-39]
package bulkhead.libvirt.process_unconfined

deny contains {
	"path": ["process", "label"],
	"message": message,
} if {
	message := _fault(input.process.label)
}

notapplicable if not input.process.label

# AppArmor: the profile with its mode, or one word.
_fault(label) := "runs unconfined" if {
	regex.match(`^unconfined\b`, label)
} else := "runs with a label that confines nothing" if {
	regex.match(`:(init_t|initrc_t|kernel_t|spc_t|unconfined_service_t|unconfined_t):`, concat("", [label, ":"]))
} else := "runs with the label of libvirt's daemon" if {
	regex.match(`:(virtd_t|virtqemud_t):|(^|/)(libvirtd|virtqemud) \(`, concat("", [label, ":"]))
} else := "runs with a profile that refuses nothing" if {
	endswith(label, "(complain)")
}

# METADATA
# title: Running guests must be in no group with rights on the host
# description: >-
#   QEMU gets all groups of its user. In disk it may read and write the host's disks, in docker, lxd or libvirt
#   it becomes root by asking a daemon, in shadow it reads password hashes. The group kvm is needed and
#   harmless. Adding QEMU's user to such a group is a common and bad way to give a guest one file. Never
#   acceptable.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/drvqemu.html#posix-users-groups
#     description: Users and groups of the QEMU driver
#   - ref: https://man7.org/linux/man-pages/man5/proc_pid_status.5.html
#     description: What the kernel says of a process
# custom:
#   severity: high
#   subject: libvirt/process
#   wall: privilege
#   dimension: isolation
#   remediation: >-
#     Take QEMU's user out of the group (gpasswd -d), give it the one file or device instead, then stop and start
#     the guests.
#   frameworks:
#     bsi-sys-1.5: [A16, A22]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-6, sc-39]
package bulkhead.libvirt.process_in_host_group

deny contains {
	"path": ["process", "groups", i],
	"message": sprintf("runs in the group %s, which has rights on the host", [group]),
} if {
	input.process.user != "root"
	some i, group in input.process.groups
	group in _powerful
}

_powerful := {
	"admin",
	"disk",
	"docker",
	"incus-admin",
	"kmem",
	"libvirt",
	"lxd",
	"root",
	"shadow",
	"sudo",
	"wheel",
}

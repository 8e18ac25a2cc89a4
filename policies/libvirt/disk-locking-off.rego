# METADATA
# title: Disks must be locked against a second guest
# description: >-
#   Without a lock manager nothing stops a second guest, here or on another host, from starting on a disk that is in
#   use, and both then break it. Absent, there is none (nop), whatever the comment in the file shows. Acceptable
#   where images are on this host alone and QEMU's own locks on files suffice.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/kbase/locking.html
#     description: Locking of disks
# custom:
#   severity: low
#   subject: libvirt/daemon
#   wall: storage
#   dimension: orchestration
#   remediation: Set lock_manager = "lockd" or "sanlock" in qemu.conf, with leases that all hosts share.
#   frameworks:
#     bsi-sys-1.5: [A3, A20]
#     nist-800-125a: [general]
#     nist-800-53r5: [cp-9, sc-4]
package bulkhead.libvirt.disk_locking_off

deny contains {
	"path": ["machine", "libvirt", "qemu.conf", "lock_manager"],
	"message": "lets a second guest start on a disk that is in use",
	"expected": "lockd",
} if {
	not _locks
}

_locks if input.machine.libvirt["qemu.conf"].lock_manager in {"lockd", "sanlock"}

# METADATA
# title: Keys and passwords of the host must be its own
# description: >-
#   The keys of certificates, SASL's and Kerberos' passwords, and libvirt's secrets prove who this host is and open
#   guests' disks; qemu.conf can hold console passwords. Files that others may read give that to every user of the
#   host. QEMU's keys may be its group's. Never acceptable for keys.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/kbase/tlscerts.html
#     description: Certificates for libvirt and QEMU
# custom:
#   severity: high
#   subject: libvirt/daemon
#   wall: identity
#   dimension: security
#   remediation: Set the mode to 0600 (0640 with QEMU's group for its keys, 0700 for directories).
#   frameworks:
#     bsi-sys-1.5: [A12, A26]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-3, ia-5]
package bulkhead.libvirt.secret_file_readable

deny contains {
	"path": ["machine", "libvirt", "files", i, "mode"],
	"message": sprintf("lets every user of the host read %s", [_kinds[file.what]]),
} if {
	some i, file in input.machine.libvirt.files
	file.what in {"key", "memory", "passwords", "secrets"}
	not file.shielded == true
	_others_read(file.mode)
}

deny contains {
	"path": ["machine", "libvirt", "files", i, "mode"],
	"message": "lets every user of the host read a guest's definition, with the passwords in it",
	"severity": "medium",
} if {
	some i, file in input.machine.libvirt.files
	file.what == "definition"
	not file.shielded == true
	_others_read(file.mode)
}

deny contains {
	"path": ["machine", "libvirt", "files", i, "mode"],
	"message": "lets every user of the host read the console passwords in qemu.conf",
} if {
	some setting in ["rdp_password", "spice_password", "vnc_password"]
	input.machine.libvirt["qemu.conf"][setting].length > 0
	some i, file in input.machine.libvirt.files
	file.what == "configuration"
	_others_read(file.mode)
}

_kinds := {
	"key": "a certificate's key",
	"memory": "the memory of a guest",
	"passwords": "the passwords of its users",
	"secrets": "the secrets of its guests",
}

_others_read(mode) if regex.match(`[4-7]$`, mode)

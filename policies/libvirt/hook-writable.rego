# METADATA
# title: Only root may write libvirt's hooks
# description: >-
#   libvirt runs the programs in /etc/libvirt/hooks as root whenever it, a guest or a network starts or stops. Who
#   may write one of them, or put one into the directory, is root on the host. Never acceptable.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/hooks.html
#     description: Hooks
# custom:
#   severity: high
#   subject: libvirt/daemon
#   wall: privilege
#   dimension: security
#   remediation: Give the hooks and their directory to root, and take the right to write from group and others.
#   frameworks:
#     bsi-sys-1.5: [A12, A22]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-6, cm-5]
package bulkhead.libvirt.hook_writable

deny contains {
	"path": ["machine", "libvirt", "files", i, "mode"],
	"message": "runs a program as root that users other than root may write",
} if {
	some i, file in input.machine.libvirt.files
	file.what in {"hook", "hooks"}
	_open(file.mode, file.uid)
}

_open(_, uid) if uid != "0"

_open(mode, _) if regex.match(`[2367].?$`, substring(mode, 2, 2))

# METADATA
# title: Containers must not have devices of the host
# description: >-
#   A hostdev of mode capabilities makes a device node of the host's in an LXC container and lets it be opened: a
#   block device is a part of the host's storage, a character device a driver of the host's kernel. Network
#   interfaces are moved, not shared, and do not count.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/drvlxc.html
#     description: The LXC driver and its security
# custom:
#   severity: high
#   subject: libvirt/hostdev
#   wall: hardware
#   dimension: isolation
#   remediation: Give the container a directory, an image or an interface of its own.
#   frameworks:
#     bsi-sys-1.5: [A16, A23]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-6, sc-39]
package bulkhead.libvirt.lxc_host_device

deny contains {
	"path": ["hostdev", "type"],
	"message": "gives the container a device of the host's kernel",
} if {
	_device
}

notapplicable if not _device

_device if {
	input.hostdev.mode == "capabilities"
	input.hostdev.type in {"misc", "storage"}
}

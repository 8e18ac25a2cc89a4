# METADATA
# title: Guests must not be able to fill the host's disk by their console
# description: >-
#   With stdio_handler = "file" QEMU writes what a guest prints on its console straight into a file, without bound:
#   one guest fills the disk that all images lie on. By default virtlogd does it, and turns files over at two
#   mebibytes, unless max_size = 0 in virtlogd.conf. Acceptable on a file system for those logs alone.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/drvqemu.html
#     description: The QEMU driver
# custom:
#   severity: medium
#   subject: libvirt/daemon
#   wall: storage
#   dimension: resource-efficiency
#   remediation: Remove stdio_handler from qemu.conf, and max_size from virtlogd.conf.
#   frameworks:
#     bsi-sys-1.5: [A6, A15]
#     nist-800-125a: [general]
#     nist-800-53r5: [au-9, sc-5]
package bulkhead.libvirt.console_log_unbounded

deny contains {
	"path": ["machine", "libvirt", "qemu.conf", "stdio_handler"],
	"message": "lets guests fill the host's disk by what they print",
	"expected": "logd",
} if {
	input.machine.libvirt["qemu.conf"].stdio_handler == "file"
}

deny contains {
	"path": ["machine", "libvirt", "virtlogd.conf", "max_size"],
	"message": "lets guests fill the host's disk by what they print, since no log is ever turned over",
	"expected": "2097152",
} if {
	input.machine.libvirt["virtlogd.conf"].max_size == "0"
	not input.machine.libvirt["qemu.conf"].stdio_handler == "file"
}

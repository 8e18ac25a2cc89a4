# METADATA
# title: Guests' processes must be held to their devices
# description: >-
#   libvirt lets a guest's process open only the devices that its definition names, by the devices controller of
#   cgroups. Where cgroup_controllers in qemu.conf lists controllers and devices is not among them, users and modes
#   alone decide. Absent, libvirt uses all controllers that the host has. Acceptable where the host has none.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/drvqemu.html
#     description: The QEMU driver
# custom:
#   severity: medium
#   subject: libvirt/daemon
#   wall: hardware
#   dimension: isolation
#   remediation: Remove cgroup_controllers from qemu.conf, or add devices to it.
#   frameworks:
#     bsi-sys-1.5: [A16, A23]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-3, sc-6]
package bulkhead.libvirt.device_cgroup_off

deny contains {
	"path": ["machine", "libvirt", "qemu.conf", "cgroup_controllers"],
	"message": "does not hold guests' processes to their devices",
} if {
	input.machine.libvirt["qemu.conf"].cgroup_controllers
	not "devices" in input.machine.libvirt["qemu.conf"].cgroup_controllers
}

# METADATA
# title: Guests' memory must not be open to a graphics server outside QEMU
# description: >-
#   A video device whose driver is vhostuser is drawn by a program beside QEMU, which has all of the guest's
#   memory and, as a rule, the host's graphics card. What the guest sends it is large and hardly checked.
#   Absent, QEMU draws by itself. Acceptable for desktops of trusted guests.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatdomain.html#video-devices
#     description: The video element
# custom:
#   severity: medium
#   subject: libvirt/domain
#   wall: hardware
#   dimension: isolation
#   remediation: Remove the driver's name from the video device, or set it to qemu.
#   frameworks:
#     bsi-sys-1.5: [A3, A16]
#     nist-800-125a: [general]
#     nist-800-53r5: [sc-4, sc-39]
package bulkhead.libvirt.video_vhost_user

deny contains {
	"path": ["domain", "devices", "video", i, "driver", "name"],
	"message": "has its picture drawn by a program that has all of its memory",
	"expected": "qemu",
} if {
	some i, video in input.domain.devices.video
	video.driver.name == "vhostuser"
}

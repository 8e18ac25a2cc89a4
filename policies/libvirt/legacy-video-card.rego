# METADATA
# title: Guests' video cards must not be those of old
# description: >-
#   cirrus, qxl and vmvga are models of real or retired cards with large interfaces, and each has let guests out of
#   QEMU; QXL's upstream has ended. virtio, vga and bochs are small. Without a video element, a guest with graphics
#   on x86 gets a cirrus. Acceptable for guests without drivers for others.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatdomain.html#video-devices
#     description: The video element
# custom:
#   severity: low
#   subject: libvirt/domain
#   wall: kernel
#   dimension: isolation
#   remediation: Set the video model's type to virtio, vga or bochs, or to none where nobody looks.
#   frameworks:
#     bsi-sys-1.5: [A3, A16]
#     nist-800-125a: [general]
#     nist-800-53r5: [cm-7, sc-39]
package bulkhead.libvirt.legacy_video_card

import data.bulkhead.lib.libvirt.domain

deny contains {
	"path": ["domain", "devices", "video", i, "model", "type"],
	"message": sprintf("has a video card of old, %s", [video.model.type]),
	"expected": "virtio",
} if {
	domain.runs_in_qemu
	some i, video in input.domain.devices.video
	video.model.type in {"cirrus", "qxl", "vmvga"}
}

deny contains {
	"path": ["domain", "devices", "video"],
	"message": "names no video card, so libvirt gives it a cirrus",
	"expected": [{"model": {"type": "virtio"}}],
} if {
	domain.runs_in_qemu
	input.domain.os.type.arch in {"i686", "x86_64"}
	count(input.facts.graphics) > 0
	not input.domain.devices.video
}

# METADATA
# title: Guests must not drive the host's GPU
# description: >-
#   With OpenGL (gl, egl-headless or accel3d) the guest's drawing commands go through virglrenderer and the host's
#   graphics drivers, in QEMU's own process and in the kernel: large parsers that were never made for hostile input.
#   Absent, the guest draws in software. Acceptable on a workstation, for guests of its user.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatdomain.html#graphical-framebuffers
#     description: The graphics and video elements
# custom:
#   severity: medium
#   subject: libvirt/domain
#   wall: kernel
#   dimension: isolation
#   remediation: Remove the gl elements, egl-headless and accel3d.
#   frameworks:
#     bsi-sys-1.5: [A16, A22]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-6, sc-39]
package bulkhead.libvirt.graphics_on_host_gpu

deny contains {
	"path": ["domain", "devices", "graphics", i, "gl", "enable"],
	"message": "sends its drawing commands to the host's GPU",
	"expected": "no",
} if {
	some i, graphics in input.facts.graphics
	graphics.gl.enable == "yes"
}

deny contains {
	"path": ["domain", "devices", "graphics", i, "type"],
	"message": "draws with the host's GPU into a display that nobody sees",
} if {
	some i, graphics in input.facts.graphics
	graphics.type == "egl-headless"
}

deny contains {
	"path": ["domain", "devices", "video", i, "model", "acceleration", "accel3d"],
	"message": "has 3D acceleration by the host's GPU",
	"expected": "no",
} if {
	some i, video in input.domain.devices.video
	video.model.acceleration.accel3d == "yes"
}

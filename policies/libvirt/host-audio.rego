# METADATA
# title: Guests must not use the host's microphone
# description: >-
#   An audio backend of the host's sound system (alsa, coreaudio, jack, oss, pipewire, pulseaudio, sdl) lets the
#   guest record what the host's microphone hears, and play to its speakers. none, spice and file do not. Acceptable
#   on a workstation, for a guest of its user.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatdomain.html#audio-backends
#     description: The audio element
# custom:
#   severity: low
#   subject: libvirt/domain
#   wall: hardware
#   dimension: isolation
#   remediation: Set the audio's type to none, or to spice for the viewer's own.
#   frameworks:
#     bsi-sys-1.5: [A3, A16]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-6, cm-7]
package bulkhead.libvirt.host_audio

deny contains {
	"path": ["domain", "devices", "audio", i, "type"],
	"message": "records and plays with the host's sound system",
	"expected": "none",
} if {
	some i, audio in input.domain.devices.audio
	audio.type in {"alsa", "coreaudio", "jack", "oss", "pipewire", "pulseaudio", "sdl"}
}

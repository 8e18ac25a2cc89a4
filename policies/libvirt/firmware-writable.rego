# METADATA
# title: Guests must not be able to write the firmware's image
# description: >-
#   A loader of type pflash is a flash chip to the guest, and without readonly='yes' one that it may write: where
#   the file is the distribution's own, every other guest then starts that firmware. Absent, it is writable; libvirt
#   sets readonly itself where it chooses the firmware (firmware='efi'). The file's permissions may still forbid it.
#   Acceptable for an image of the guest's own.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatdomain.html#bios-bootloader
#     description: The loader element
# custom:
#   severity: medium
#   subject: libvirt/domain
#   wall: storage
#   dimension: isolation
#   remediation: >-
#     Set readonly='yes' on the loader and give the guest an nvram of its own, or let libvirt choose with
#     firmware='efi'.
#   frameworks:
#     bsi-sys-1.5: [A3, A16]
#     nist-800-125a: [general]
#     nist-800-53r5: [si-7, sc-4]
package bulkhead.libvirt.firmware_writable

deny contains {
	"path": ["domain", "os", "loader", "readonly"],
	"message": "may write the image of its firmware",
	"expected": "yes",
} if {
	input.domain.os.loader.type == "pflash"
	input.domain.os.loader["#text"] != ""
	not input.domain.os.loader.readonly == "yes"
	not input.domain.os["@firmware"] == "efi"
}

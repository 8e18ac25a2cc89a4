# METADATA
# title: What is swapped out must be encrypted
# description: >-
#   Memory of guests and containers that is not locked goes to the swap area under pressure, keys and passwords
#   included, and stays there in clear when the machine is switched off or the drive is given away. Swap on a
#   mapping of dm-crypt, and zram, keep nothing in clear. Acceptable where the drive itself encrypts.
# scope: package
# related_resources:
#   - ref: https://docs.kernel.org/admin-guide/device-mapper/dm-crypt.html
#     description: dm-crypt
# custom:
#   severity: low
#   subject: node/kernel
#   wall: storage
#   dimension: security
#   remediation: Put swap on dm-crypt with a random key, or use zram, or switch it off.
#   frameworks:
#     bsi-sys-1.5: [A28]
#     nist-800-125a: [general]
#     nist-800-53r5: [sc-28]
package bulkhead.node.swap_in_clear

deny contains {
	"path": ["machine", "swaps"],
	"message": "swaps to a drive in clear",
} if {
	some swap in input.machine.swaps
	not startswith(swap.device, "/dev/zram")
	not swap.mapper == "CRYPT"
}

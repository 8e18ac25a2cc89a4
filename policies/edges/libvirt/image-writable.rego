# METADATA
# title: Every user of the host writes an image
# description: >-
#   What is written to an image, whoever else uses it reads or starts.
# scope: package
# custom:
#   subject: libvirt/volume
#   edge: {from: local-user, to: image, cost: none}
package bulkhead.edges.libvirt.image_writable

import data.bulkhead.lib.libvirt.mode
import data.bulkhead.libvirt.volume_open_to_users

deny contains hit if {
	mode.others_write(input.volume.target.permissions.mode)
	some hit in volume_open_to_users.deny
}

unknown := volume_open_to_users.unknown

notapplicable if volume_open_to_users.notapplicable

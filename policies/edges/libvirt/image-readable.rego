# METADATA
# title: Every user of the host reads an image
# description: >-
#   Whoever reads the image that a guest writes finds what the guest keeps: its keys, tokens and passwords.
# scope: package
# custom:
#   subject: libvirt/volume
#   edge: {from: local-user, to: image-data, cost: credential}
package bulkhead.edges.libvirt.image_readable

import data.bulkhead.libvirt.volume_open_to_users

deny := volume_open_to_users.deny

unknown := volume_open_to_users.unknown

notapplicable if volume_open_to_users.notapplicable

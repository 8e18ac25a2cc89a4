# METADATA
# title: An image holds its writer's secrets
# description: >-
#   Whoever reads the image that a guest writes finds what the guest keeps: its keys, tokens and passwords.
# scope: package
# custom:
#   subject: libvirt/disk
#   edge: {from: image-data, to: workload, cost: none}
package bulkhead.edges.libvirt.disk_data

import data.bulkhead.edges.libvirt.disk_written

deny := disk_written.deny

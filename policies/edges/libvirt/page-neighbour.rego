# METADATA
# title: Who shares pages with a guest learns of it
# description: >-
#   What the host merged with a guest's memory is timed, and hammered, from the other side.
# scope: package
# custom:
#   subject: libvirt/domain
#   edge: {from: pages, to: workload, cost: none}
package bulkhead.edges.libvirt.page_neighbour

import data.bulkhead.edges.libvirt.merged_pages

deny := merged_pages.deny

unknown := merged_pages.unknown

notapplicable if merged_pages.notapplicable

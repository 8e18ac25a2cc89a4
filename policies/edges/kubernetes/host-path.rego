# METADATA
# title: A mounted place gives the node away
# description: >-
#   Some places of the node are its keys, programs, devices or sockets. Who reads or writes them owns the node,
#   without a bug.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/storage/volumes/#hostpath
#     description: hostPath volumes
# custom:
#   subject: kubernetes/volume
#   edge: {to: host, cost: none}
package bulkhead.edges.kubernetes.host_path

import data.bulkhead.kubernetes.runtime_socket
import data.bulkhead.kubernetes.sensitive_host_path

deny contains hit if some hit in sensitive_host_path.deny

deny contains hit if some hit in runtime_socket.deny

# METADATA
# title: Names of images
# description: What the name of an image says, and leaves to defaults.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/containers/images/#image-names
#     description: Image names
package bulkhead.lib.kubernetes.image

# METADATA
# description: The image has neither a digest nor a tag other than latest.
# scope: document
floating(image) if regex.match(`^([^@]*/)?[^/:@]+(:latest)?$`, image)

# METADATA
# description: The image's name begins with a registry, a host name with a dot or a port, or localhost.
# scope: document
qualified(image) if regex.match(`^(localhost|[^/]*[.:][^/]*)/`, image)

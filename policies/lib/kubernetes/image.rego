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

# METADATA
# description: >-
#   The image's name without tag and digest, from its registry on: docker.io where none is named, and its folder library
#   where docker.io's images name no folder.
# scope: document
repository(image) := regex.replace(full, `^docker\.io/([^/]+)$`, "docker.io/library/$1") if {
	name := regex.replace(image, `(:[^/@:]*)?(@.*)?$`, "")
	full := registry(_full(name))
}

_full(name) := name if qualified(name)

_full(name) := concat("/", ["docker.io", name]) if not qualified(name)

# METADATA
# description: >-
#   A name that begins with a registry, with that in small letters and docker.io's other names as docker.io.
# scope: document
registry(name) := regex.replace(concat("", [lower(host), rest]), `^(index|registry-1)\.docker\.io(/|$)`, "docker.io$2") if {
	host := regex.find_n(`^[^/]*`, name, 1)[0]
	rest := substring(name, count(host), -1)
}

# METADATA
# description: The image comes from one of these registries, or parts of them as registry.example/team.
# scope: document
from_one_of(image, registries) if {
	name := concat("", [repository(image), "/"])
	some one in registries
	allowed := registry(trim_suffix(one, "/"))
	allowed != ""
	startswith(name, concat("", [allowed, "/"]))
}

# METADATA
# description: The image is in a registry that was frozen on 2023-04-03.
# scope: document
retired(image) if regex.match(`^(k8s\.gcr\.io|gcr\.io/google[-_]containers)/`, image)

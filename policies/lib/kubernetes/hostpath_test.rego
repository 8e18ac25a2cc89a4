package bulkhead.lib.kubernetes.hostpath_test

import data.bulkhead.lib.kubernetes.hostpath
import data.bulkhead.lib.path as paths

test_no_place_within_another if {
	every place, _ in hostpath.places {
		paths.clean(place) == place
		[other | some other, _ in hostpath.places; paths.within(place, other)] == [place]
	}
}

package isolation

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// maxWeight bounds weights, so that sums of them stay small.
const maxWeight = 1000

// Weights are what classes add to a distance. A class that is not among them has its own [Cost.Weight].
type Weights map[Cost]int

// ParseWeights reads texts such as "kernel-wide=2". What costs nothing stays that, since 0 means that configuration alone gives something
// away.
func ParseWeights(texts []string) (Weights, error) {
	w := Weights{}
	for _, text := range texts {
		name, number, given := strings.Cut(text, "=")
		class := Cost(strings.TrimSpace(name))
		if !given || !class.Known() || class == None {
			return nil, fmt.Errorf("%q: write CLASS=NUMBER, where CLASS is one of %s", text, classes())
		}
		n, err := strconv.Atoi(strings.TrimSpace(number))
		if err != nil || n < 1 || n > maxWeight {
			return nil, fmt.Errorf("%q: a weight is a whole number from 1 to %d", text, maxWeight)
		}
		if _, twice := w[class]; twice {
			return nil, fmt.Errorf("%s is given twice", class)
		}
		w[class] = n
	}
	return w, nil
}

func classes() string {
	var names []string
	for _, c := range Costs()[1:] {
		names = append(names, string(c))
	}
	return strings.Join(names, ", ")
}

// Of is what a class adds to a distance.
func (w Weights) Of(c Cost) int {
	if n, ok := w[c]; ok {
		return n
	}
	return c.Weight()
}

// All are the weights of all classes, by name.
func (w Weights) All() map[string]int {
	all := map[string]int{}
	for _, c := range Costs() {
		all[string(c)] = w.Of(c)
	}
	return all
}

// Changed lists the classes whose weights are not their own, as they are given: "kernel-wide=2".
func Changed(all map[string]int) []string {
	var changed []string
	for _, name := range slices.Sorted(maps.Keys(all)) {
		if Cost(name).Weight() != all[name] {
			changed = append(changed, fmt.Sprintf("%s=%d", name, all[name]))
		}
	}
	return changed
}

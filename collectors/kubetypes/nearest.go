package kubetypes

import "strings"

// longestName is above the length of all names of kinds and fields.
const longestName = 80

// Nearest returns the name that differs from s in two letters at most, and in a third of its own, or only in case; empty where there is none.
func Nearest(s string, names []string) string {
	best, least := "", 3
	for _, name := range names {
		if strings.EqualFold(s, name) {
			return name
		}
		if d := distance(s, name); d < least && 3*d <= len(name) {
			best, least = name, d
		}
	}
	return best
}

// distance is Levenshtein's: how many letters to put in, take out or replace.
func distance(a, b string) int {
	if len(a) > longestName {
		return len(a)
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			replaced := diagonal
			if a[i] != b[j] {
				replaced++
			}
			diagonal = row[j+1]
			row[j+1] = min(replaced, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}

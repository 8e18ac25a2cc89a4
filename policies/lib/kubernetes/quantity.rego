# METADATA
# title: Quantities
# description: Amounts of resources, which files give as texts or numbers.
# scope: package
package bulkhead.lib.kubernetes.quantity

# METADATA
# description: The quantity has a digit above zero before its exponent or unit.
# scope: document
above_zero(quantity) if regex.match(`^\+?[0-9.]*[1-9]`, sprintf("%v", [quantity]))

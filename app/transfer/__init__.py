"""Moving content in: from WordPress, from a file of questions, from the sample column."""

"""What people bring: languages, skills, qualifications, and their recognition."""

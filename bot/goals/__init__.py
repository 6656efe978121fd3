"""What residents want to achieve, and which questions and answers lead there."""

date-and-time = { $date }, { $time }

/// A small number in words, which the language writes in digits.
enum NumberWord: String {
  case one, two, three, four, five, six, seven, eight, nine, ten, half

  var digit: String {
    switch self {
    case .one: "1"
    case .two: "2"
    case .three: "3"
    case .four: "4"
    case .five: "5"
    case .six: "6"
    case .seven: "7"
    case .eight: "8"
    case .nine: "9"
    case .ten: "10"
    case .half: "0.5"
    }
  }
}

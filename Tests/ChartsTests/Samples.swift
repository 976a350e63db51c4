@testable import Charts

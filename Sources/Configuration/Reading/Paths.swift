internal import Glibc

/// Paths as a configuration writes them: relative ones start at the file that names them.
enum Paths {
    static func absolute(_ path: String, from folder: String) -> String {
        if path.hasPrefix("/") { return path }
        let relative = path.hasPrefix("./") ? String(path.dropFirst(2)) : path
        return folder == "/" ? "/\(relative)" : "\(folder)/\(relative)"
    }

    /// The folder that holds `file`, absolute.
    static func folder(of file: String) -> String {
        guard let slash = file.lastIndex(of: "/") else { return workingFolder }
        if slash == file.startIndex { return "/" }
        return absolute(String(file[..<slash]), from: workingFolder)
    }

    private static var workingFolder: String {
        guard let name = getcwd(nil, 0) else { return "/" }
        defer { free(name) }
        return String(cString: name)
    }
}

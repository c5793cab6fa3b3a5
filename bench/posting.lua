-- For wrk: posts what stands in a file, one urlencoded body a line, again and again.
local bodies, posted = {}, 0

init = function(arguments)
  for line in io.lines(arguments[1]) do
    bodies[#bodies + 1] = line
  end
end

request = function()
  posted = posted + 1
  local kind = { ["Content-Type"] = "application/x-www-form-urlencoded" }
  return wrk.format("POST", nil, kind, bodies[posted % #bodies + 1])
end
